// Runs the TypeScript SDK of this name in the folder it lies in: one case a line on stdin, one answer a line on stdout.
// A case is an environment and what the program passes to the client; the answer, the name of what it raised.
import readline from 'node:readline';

const { default: Anthropic } = await import(process.argv[2]);
const kept = { ...process.env };

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { environment, passes } = JSON.parse(line);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, { PATH: kept.PATH }, environment);
  let error = '';
  try {
    const client = new Anthropic({ ...passes, maxRetries: 0, logLevel: 'off' });
    await client.messages.create({
      model: 'claude-haiku-4-5',
      max_tokens: 1,
      messages: [{ role: 'user', content: 'hi' }],
    });
  } catch (raised) {
    error = raised.constructor.name;
  }
  process.stdout.write(`${JSON.stringify({ error })}\n`);
}
