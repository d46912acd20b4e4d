// Asks the browser for a passkey and sends what it gives with the form: to make one ("create") or to use one ("get").
// Without JavaScript, or in a browser that has none, the text that says so stays.
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
const named = (rows) => rows?.map((row) => ({ ...row, id: toBytes(row.id) }));

const readOptions = ({ publicKey }) => ({
  publicKey: {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    ...(publicKey.user && { user: { ...publicKey.user, id: toBytes(publicKey.user.id) } }),
    ...(publicKey.excludeCredentials && { excludeCredentials: named(publicKey.excludeCredentials) }),
    ...(publicKey.allowCredentials && { allowCredentials: named(publicKey.allowCredentials) }),
  },
});

const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

const describe = (credential) => {
  const given = PARTS.filter((part) => credential.response[part]);
  const response = Object.fromEntries(given.map((part) => [part, toText(credential.response[part])]));
  if (credential.response.getTransports) {
    response.transports = credential.response.getTransports();
  }
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
};

for (const place of document.querySelectorAll("[data-sleutel]")) {
  const form = place.querySelector("form");
  const button = form.querySelector("[type=submit]");
  const problem = place.querySelector("[data-sleutel-fout]");
  const able = Boolean(window.PublicKeyCredential && navigator.credentials);
  place.querySelector("[data-sleutel-niet]").hidden = able;
  form.addEventListener("submit", async (event) => {
    if (!able) {
      return;
    }
    event.preventDefault();
    problem.hidden = true;
    button.disabled = true;
    try {
      const options = readOptions(JSON.parse(place.dataset.opties));
      const credential = await navigator.credentials[place.dataset.sleutel](options);
      form.elements.credential.value = JSON.stringify(describe(credential));
      form.submit();
    } catch {
      button.disabled = false;
      problem.hidden = false;
    }
  });
}
