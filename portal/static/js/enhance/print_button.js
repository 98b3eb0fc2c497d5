// Adds « Imprimer » where a page can be kept on paper: without script the button would do nothing.
const words = { fr: "Imprimer", en: "Print", ar: "طباعة" };

for (const place of document.querySelectorAll("[data-print-button]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = words[document.documentElement.lang] ?? words.fr;
  button.addEventListener("click", () => window.print());
  place.append(button);
}
