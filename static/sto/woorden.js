// Counts the words of an answer while it is typed, beside how many are about right. Without JavaScript the guideline
// stands in the explanation of the question.
const WORD = /[\p{L}\p{N}]/u;

for (const counter of document.querySelectorAll("[data-woorden]")) {
  const field = document.getElementsByName(counter.dataset.veld)[0];
  const budget = Number(counter.dataset.woorden);
  const update = () => {
    const number = field.value.split(/\s+/).filter((word) => WORD.test(word)).length;
    counter.textContent = `${number} van ongeveer ${budget} woorden`;
    counter.classList.toggle("sto-save__words--many", number > budget);
  };
  field.addEventListener("input", update);
  update();
}
