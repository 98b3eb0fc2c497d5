"""Every page, as its readers see it: light, dark, narrow, with large letters, in forced colours, without script."""

import pytest

from tests.browser.audit import audit
from tests.browser.pages import PAGES

MODES = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "forced colours": {"forced_colors": "active"},
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("target", PAGES, ids=lambda target: target.name)
def test_a_page_has_no_fault(visit, target, mode):
    audit(visit(target.path, account=target.account, **MODES[mode]), target.budget, target.excused)
