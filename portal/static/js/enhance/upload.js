// Names the files chosen, with their size, says at once which is too heavy, and tells that they are being sent.
const heaviest = 100 * 1024 * 1024;

function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} Ko` : `${(bytes / 1e6).toFixed(1).replace(".", ",")} Mo`;
}

for (const input of document.querySelectorAll("input[data-upload]")) {
  const list = document.createElement("ul");
  const state = document.createElement("p");
  state.setAttribute("role", "status");
  input.after(list, state);
  input.addEventListener("change", () => {
    list.replaceChildren(
      ...Array.from(input.files, (file) => {
        const line = document.createElement("li");
        const fault = file.size > heaviest ? " : trop lourd, 100 Mo au plus" : file.size === 0 ? " : fichier vide" : "";
        line.textContent = `${file.name} (${size(file.size)})${fault}`;
        return line;
      }),
    );
  });
  input.form.addEventListener("submit", () => {
    if (input.files.length > 0) {
      state.textContent = "Envoi en cours. Gardez cette page ouverte.";
    }
  });
  // Coming back to the page must not show that something is still being sent.
  addEventListener("pageshow", () => {
    state.textContent = "";
  });
}
