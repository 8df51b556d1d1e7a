/** `npm run doctor`: checks a real installation, one line a finding, each with what to do. Exits 1 if one is bad. */
import { systemClock } from '../ground/clock.ts';
import { readConfig } from '../ground/config.ts';
import { isBatonError } from '../ground/errors.ts';
import { runChecks } from './checks.ts';

try {
  const config = readConfig(process.env);
  let healthy = true;
  for await (const finding of runChecks(config, systemClock)) {
    healthy &&= finding.ok;
    process.stdout.write(`${finding.ok ? 'ok  ' : 'BAD '} ${finding.subject}: ${finding.text}\n`);
  }
  process.exitCode = healthy ? 0 : 1;
} catch (error) {
  process.stdout.write(`BAD  environment: ${isBatonError(error) ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
