// Asking the server: to carry out a step, and what a function in a cell gives. What goes wrong
// becomes a sentence for the user.

const NOT_SIGNED_IN =
  "U bent niet aangemeld. Sluit Excel, open het opnieuw en meld u aan met uw werkaccount.";
const NOT_ALLOWED =
  "U mag deze invoegtoepassing niet gebruiken. Vraag uw beheerder om toegang.";
const NO_ANSWER =
  "De server geeft geen antwoord. Er is niets veranderd. Probeer het later nog eens.";
const NO_ANSWER_FOR_CELL =
  "De server geeft geen antwoord. Reken het later opnieuw (Ctrl+Alt+F9).";

export class ServerError extends Error {}

function sentence(status, answer, noAnswer) {
  if (status === 401) return NOT_SIGNED_IN;
  if (status === 403) return NOT_ALLOWED;
  return answer?.fout ?? noAnswer;
}

export async function ask(step, payload) {
  const auth = await globalThis.getAuth();
  const headers = { "Content-Type": "application/json" };
  if (auth.token) headers["Authorization"] = auth.token;
  if (auth.provider) headers["Auth-Provider"] = auth.provider;
  let response;
  try {
    response = await fetch(`/wijkexcel/stap/${step}`, {
      method: "POST",
      headers,
      body: JSON.stringify(payload),
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(config.requestTimeout * 1000),
    });
  } catch {
    throw new ServerError(NO_ANSWER);
  }
  let answer = null;
  try {
    answer = await response.json();
  } catch {
    // no answer of ours: the sentence below says it
  }
  if (!response.ok || !answer) {
    throw new ServerError(sentence(response.status, answer, NO_ANSWER));
  }
  return answer;
}

// xlwings' own client asks what a function in a cell gives, through this helper of it, and would
// hide what went wrong behind #VALUE!, in English. Here it stands in the cell, as whatever else
// the functions have to say.
const post = globalThis.xwRequest.post;
globalThis.xwRequest.post = async (...what) => {
  try {
    return await post(...what);
  } catch (error) {
    const { status, data } = error.response ?? {};
    const said = sentence(status, data, NO_ANSWER_FOR_CELL);
    return { data: { result: [[`Dat lukt niet. ${said}`]] } };
  }
};
