/** The same query as a program: for a shell, Python and JavaScript. Quoting is all there is to it. */

export type Tongue = "curl" | "python" | "javascript";
export const TONGUES: readonly Tongue[] = ["curl", "python", "javascript"];
export const NAMES: Readonly<Record<Tongue, string>> = {
  curl: "curl",
  python: "Python",
  javascript: "JavaScript",
};

/** A program that asks `query` at `endpoint`; `type` is the media type of the answer. */
export function code(tongue: Tongue, endpoint: string, query: string, type: string): string {
  return { curl, python, javascript }[tongue](endpoint, query, type);
}

function curl(endpoint: string, query: string, type: string): string {
  return [
    `curl ${shell(endpoint)} \\`,
    `  -H 'Content-Type: application/sparql-query' \\`,
    `  -H ${shell(`Accept: ${type}`)} \\`,
    `  --data-binary ${shell(query)}`,
  ].join("\n");
}

function python(endpoint: string, query: string, type: string): string {
  return [
    "from urllib.request import Request, urlopen",
    "",
    `query = ${pythonText(query)}`,
    "",
    "request = Request(",
    `    ${JSON.stringify(endpoint)},`,
    "    data=query.encode(),",
    `    headers={"Content-Type": "application/sparql-query", "Accept": ${JSON.stringify(type)}},`,
    ")",
    "with urlopen(request) as answer:",
    "    print(answer.read().decode())",
  ].join("\n");
}

function javascript(endpoint: string, query: string, type: string): string {
  return [
    `const query = ${scriptText(query)};`,
    "",
    `const answer = await fetch(${JSON.stringify(endpoint)}, {`,
    `  method: "POST",`,
    `  headers: { "Content-Type": "application/sparql-query", Accept: ${JSON.stringify(type)} },`,
    "  body: query,",
    "});",
    "if (!answer.ok) throw new Error(await answer.text());",
    "console.log(await answer.text());",
  ].join("\n");
}

/** A word of a POSIX shell. */
export function shell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function pythonText(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"');
  return `"""\\\n${escaped.endsWith('"') ? `${escaped}\n` : escaped}"""`;
}

function scriptText(text: string): string {
  return `\`${text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${")}\``;
}

/** Whether a query asks for triples: the first word of a form says so, outside of IRIs, strings and comments. */
export function isGraph(query: string): boolean {
  const plain = query.replace(/<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*/g, " ");
  const form = /(?<![:\w?$])(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b(?!:)/i.exec(plain)?.[0] ?? "";
  return /^[CD]/i.test(form);
}
