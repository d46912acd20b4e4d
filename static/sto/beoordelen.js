// Marks the answers in the plan that belong to the vereiste in which someone works, and brings the first into view.
// Without JavaScript the links under 'Bekijk in het plan' do the same, one at a time.
const plan = document.getElementById("plan");
const sideBySide = window.matchMedia("(min-width: 1100px)");
const quiet = window.matchMedia("(prefers-reduced-motion: reduce)");
let current = null;

function answersOf(requirement) {
  return [...requirement.querySelectorAll("[data-answer]")]
    .map((link) => document.getElementById(link.hash.slice(1)))
    .filter(Boolean);
}

function scrollPlan(answer) {
  const distance = answer.getBoundingClientRect().top - plan.getBoundingClientRect().top;
  plan.scrollBy({ top: distance - 16, behavior: quiet.matches ? "auto" : "smooth" });
}

function choose(requirement) {
  if (requirement === current) return;
  current = requirement;
  plan.querySelectorAll(".sto-answer--marked").forEach((answer) => answer.classList.remove("sto-answer--marked"));
  document.querySelectorAll("[data-requirement]").forEach((other) => other.classList.toggle("sto-requirement--chosen", other === requirement));
  const answers = answersOf(requirement);
  answers.forEach((answer) => answer.classList.add("sto-answer--marked"));
  if (answers.length && sideBySide.matches) scrollPlan(answers[0]);
}

document.querySelectorAll("[data-requirement]").forEach((requirement) => {
  requirement.addEventListener("focusin", () => choose(requirement));
  requirement.addEventListener("click", () => choose(requirement));
});
