import type { PageFormat } from '../../shared/bridge/fields.ts';

/** On everything that we send. */
const ALWAYS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
} as const;

/** Own scripts and styles only; `style` attributes are set by script, which this permits. */
export function dashboardHeaders(port: number): Record<string, string> {
  const sockets = `ws://127.0.0.1:${port} ws://localhost:${port}`;
  return {
    ...ALWAYS,
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src 'self' ${sockets}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}

/**
 * A report is one file that needs nothing; it holds names of others, so nothing in it may run or load. A PDF runs nothing of
 * itself, and browsers do not show one in a sandbox.
 */
export function reportHeaders(format: PageFormat): Record<string, string> {
  const never = { ...ALWAYS, 'Cache-Control': 'no-store' };
  if (format === 'pdf') return { ...never, 'Content-Type': 'application/pdf' };
  return {
    ...never,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-popups allow-modals",
  };
}

/** A refusal tells nothing. */
export function refusalHeaders(): Record<string, string> {
  return { ...ALWAYS, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
}
