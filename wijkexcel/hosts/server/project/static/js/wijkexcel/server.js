// Asking the server to carry out a step. What goes wrong becomes a sentence for the user.

const NOT_SIGNED_IN =
  "U bent niet aangemeld. Sluit Excel, open het opnieuw en meld u aan met uw werkaccount.";
const NOT_ALLOWED =
  "U mag deze invoegtoepassing niet gebruiken. Vraag uw beheerder om toegang.";
const NO_ANSWER =
  "De server geeft geen antwoord. Er is niets veranderd. Probeer het later nog eens.";

export class ServerError extends Error {}

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
  if (response.status === 401) throw new ServerError(NOT_SIGNED_IN);
  if (response.status === 403) throw new ServerError(NOT_ALLOWED);
  let answer = null;
  try {
    answer = await response.json();
  } catch {
    // no answer of ours: the sentence below says it
  }
  if (!response.ok || !answer) throw new ServerError(answer?.fout ?? NO_ANSWER);
  return answer;
}
