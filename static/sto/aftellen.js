// Keeps the time that is left to file up to date while a page is open, counted from what the server said: the clock of
// this machine may be wrong. The words are those of applications/aftellen.py. Without JavaScript the first text stays.
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function counted(number, one, more) {
  return number ? `${number} ${number === 1 ? one : more}` : "";
}

function words(seconds) {
  const days = Math.floor(seconds / DAY);
  const hours = counted(Math.floor((seconds % DAY) / HOUR), "uur", "uur");
  const minutes = counted(Math.floor((seconds % HOUR) / MINUTE), "minuut", "minuten");
  const parts = days ? [counted(days, "dag", "dagen"), hours] : [hours, minutes];
  return parts.filter(Boolean).join(" en ") || "minder dan een minuut";
}

for (const banner of document.querySelectorAll("[data-aftellen]")) {
  const opened = Date.now();
  const text = banner.querySelector("[data-aftellen-tekst]");
  const update = () => {
    const left = Number(banner.dataset.aftellen) - (Date.now() - opened) / 1000;
    if (left < 0) {
      banner.querySelector("[data-aftellen-open]").hidden = true;
      banner.querySelector("[data-aftellen-gesloten]").hidden = false;
    } else if (text.textContent !== words(left)) {
      text.textContent = words(left);
    }
  };
  setInterval(update, 5000);
  document.addEventListener("visibilitychange", update);
}
