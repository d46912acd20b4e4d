// Offers to keep the codes of this page: as a file made here, or on paper. Without JavaScript the codes can be copied.
const codes = [...document.querySelectorAll("[data-codes] li")].map((row) => row.textContent.trim());
const save = document.querySelector("[data-codes-bewaar]");
const print = document.querySelector("[data-codes-druk]");

save.hidden = print.hidden = false;
print.addEventListener("click", () => window.print());
save.addEventListener("click", () => {
  const text = `Herstelcodes voor het STO-portaal\r\n\r\n${codes.join("\r\n")}\r\n`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = "herstelcodes-sto-portaal.txt";
  link.click();
  URL.revokeObjectURL(link.href);
});
