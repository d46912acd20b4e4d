// Puts the text of a member into a field of the advice without a round to the server: in place of the text of another
// member, or below what was typed. Without JavaScript the button sends the form and gets it back with the text in it.
document.querySelectorAll("[data-quotes]").forEach((quotes) => {
  const field = document.getElementById(quotes.dataset.quotes);
  const texts = [...quotes.querySelectorAll("blockquote")].map((quote) => quote.textContent.trim());
  quotes.querySelectorAll("button").forEach((button, place) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const typed = field.value.trim();
      field.value = !typed || texts.includes(typed) ? texts[place] : `${typed}\n\n${texts[place]}`;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  });
});
