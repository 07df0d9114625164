// Speaks the browser's language and loads the widget of the organization that the address names.
const language = navigator.languages.find((one) => /^(en|de)\b/.test(one))?.slice(0, 2) ?? "en";
document.documentElement.lang = language;
document.title = document.documentElement.dataset[language];

const script = document.createElement("script");
const organization = new URLSearchParams(location.search).get("organization");
if (organization) script.dataset.organization = organization;
script.src = "/widget.js";
document.head.append(script);
