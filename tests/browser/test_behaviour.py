"""What a page does: keyboard, script and its absence, large letters, direction of reading."""

import pytest

OUTLINE = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
}"""


def test_the_first_stop_of_the_keyboard_skips_to_the_content(visit):
    page = visit("/compte/login/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_stop_of_the_keyboard_is_seen_and_the_keyboard_is_never_trapped(visit, scheme):
    page = visit("/compte/login/", color_scheme=scheme)
    stops = []
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert page.evaluate(OUTLINE) >= 2, page.evaluate("document.activeElement.outerHTML")
        stops.append(page.evaluate("document.activeElement.outerHTML"))
    assert len(stops) == len(set(stops))
    assert any('name="password"' in stop for stop in stops)


def test_an_error_takes_the_focus_to_its_summary_and_its_link_to_the_field(visit):
    page = visit("/compte/login/")
    page.click(".button--main")
    assert page.title().startswith("Erreur\N{NO-BREAK SPACE}:")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    sentence = page.locator(".error-summary a").first.inner_text()
    assert sentence in page.locator(".field__error").first.inner_text()
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.name") == "login"
    assert not page.watch.complaints


def test_without_script_the_summary_stands_first_and_nothing_useless_is_shown(visit):
    page = visit("/compte/login/", java_script_enabled=False)
    page.click(".button--main")
    places = [page.locator(name).first.bounding_box()["y"] for name in (".error-summary", "h1", ".field")]
    assert places == sorted(places)
    page = visit("/composants/", java_script_enabled=False)
    assert not page.get_by_role("button", name="Imprimer").count()
    assert not page.get_by_role("button", name="Écouter").count()


def test_with_script_a_receipt_can_be_printed_and_no_voice_means_no_button(visit):
    page = visit("/composants/")
    assert page.get_by_role("button", name="Imprimer").first.is_visible()
    if page.evaluate("speechSynthesis.getVoices().length") == 0:
        assert not page.get_by_role("button", name="Écouter").count()


def test_a_choice_is_a_whole_line_to_press(visit):
    page = visit("/composants/", viewport={"width": 320, "height": 640})
    boxes = [line.bounding_box() for line in page.locator(".choice").all()]
    assert boxes
    assert all(box["height"] >= 48 and box["width"] >= 200 for box in boxes)


def test_letters_twice_as_large_stay_on_the_screen(visit):
    page = visit("/compte/login/", viewport={"width": 1280, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '225%'")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_in_arabic_the_page_is_its_own_mirror(visit):
    page = visit("/composants/?langue=ar")
    error = page.locator(".field--error").first
    assert error.evaluate("one => parseFloat(getComputedStyle(one).borderRightWidth)") >= 4
    assert error.evaluate("one => parseFloat(getComputedStyle(one).borderLeftWidth)") == 0
    name, languages = page.locator(".header__name").bounding_box(), page.locator(".language-menu").first.bounding_box()
    assert name["x"] > languages["x"]


def test_colours_forced_by_the_system_keep_borders_of_what_is_pressed(visit):
    page = visit("/composants/", forced_colors="active")
    for name in (".button--main", ".choice", ".field input[type=text]"):
        width = page.locator(name).first.evaluate("one => parseFloat(getComputedStyle(one).borderTopWidth)")
        assert width >= 1, name
