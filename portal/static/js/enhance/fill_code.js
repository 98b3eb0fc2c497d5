// Writes the code of a QR code, which follows « # » and never reaches a server, into the form that waits for it.
for (const form of document.querySelectorAll("form[data-code-from-address]")) {
  const code = decodeURIComponent(window.location.hash.slice(1));
  const input = form.querySelector("[name=personal_code]");
  if (/^[0-9A-Z]{5}-[0-9A-Z]{5}$/.test(code) && !input.value) {
    input.value = code;
    window.history.replaceState(null, "", window.location.pathname);
  }
}
