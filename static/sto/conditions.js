// Hides a question while the question it depends on is answered with 'nee'. Without JavaScript it stays in sight.
for (const question of document.querySelectorAll("[data-condition]")) {
  const choices = document.querySelectorAll(`input[type="radio"][name="${question.dataset.condition}"]`);
  const update = () => {
    question.hidden = [...choices].some((choice) => choice.checked && choice.value === "nee");
  };

  for (const choice of choices) {
    choice.addEventListener("change", update);
  }
  update();
}
