// Reads the page aloud, sentence by sentence. Shown only when the device has a voice of the page's language.
const speech = window.speechSynthesis;
const language = document.documentElement.lang;
const place = document.querySelector("[data-listen]");

const voice = () => speech.getVoices().find((one) => one.lang.toLowerCase().startsWith(language));

const read = (button, status, start) => {
  const text = document.getElementById(place.dataset.listen).innerText;
  const sentences = text.match(/[^.!?؟\n]+[.!?؟]*/g) ?? [];
  const stop = () => {
    speech.cancel();
    button.textContent = start;
  };
  if (speech.speaking) {
    stop();
    return;
  }
  button.textContent = place.dataset.stop;
  status.textContent = "";
  sentences.forEach((sentence, position) => {
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.lang = language;
    utterance.voice = voice();
    utterance.addEventListener("error", ({ error }) => {
      if (error !== "canceled" && error !== "interrupted") {
        status.textContent = place.dataset.failed;
        stop();
      }
    });
    if (position === sentences.length - 1) utterance.addEventListener("end", stop);
    speech.speak(utterance);
  });
};

if (place && speech) {
  const button = place.querySelector("button");
  const status = place.querySelector("[role=status]");
  const start = button.textContent;
  const show = () => {
    place.hidden = !voice();
  };
  speech.addEventListener("voiceschanged", show);
  button.addEventListener("click", () => read(button, status, start));
  show();
}
