import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A certificate and its key, as TLS servers take them. */
export interface Certificate {
  /** PEM. */
  readonly cert: string;
  /** PEM, PKCS #8. */
  readonly key: string;
}

/** Whom an authority vouches for. */
export interface CertificateOrder {
  /** DNS names; at least one. */
  readonly names: readonly string[];
  /** When it begins and ends to be valid. Default: from an hour ago for two hours. */
  readonly from?: Date;
  readonly until?: Date;
}

/** An authority that lives as long as a test. */
export interface Authority {
  /** Its own certificate, PEM: who trusts it trusts what it issues. */
  readonly cert: string;
  readonly issue: (order: CertificateOrder) => Certificate;
}

const HOUR_MS = 3_600_000;
const ED25519 = Buffer.from('06032b6570', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const SUBJECT_ALTERNATIVE_NAME = Buffer.from('0603551d11', 'hex');
const BASIC_CONSTRAINTS = Buffer.from('0603551d13', 'hex');
const TRUE = Buffer.from('0101ff', 'hex');

/** Makes an authority that nobody else knows (X.509 version 3, Ed25519: RFC 5280, RFC 8410). */
export function makeAuthority(name = 'Test authority'): Authority {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const isAuthority = extension(BASIC_CONSTRAINTS, der(0x30, TRUE), true);
  const own = { issuer: name, subject: name, publicKey, extensions: [isAuthority], ...lifeOf({}) };
  return {
    cert: toCertificate(own, privateKey),
    issue(order) {
      const pair = generateKeyPairSync('ed25519');
      const names = order.names.map((each) => der(0x82, Buffer.from(each)));
      const extensions = [extension(SUBJECT_ALTERNATIVE_NAME, der(0x30, ...names))];
      const [subject = ''] = order.names;
      const { publicKey: issued } = pair;
      const asked = { issuer: name, subject, publicKey: issued, extensions, ...lifeOf(order) };
      return {
        cert: toCertificate(asked, privateKey),
        key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}

interface Asked {
  readonly issuer: string;
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Buffer[];
  readonly from: Date;
  readonly until: Date;
}

function lifeOf({ from, until }: Partial<CertificateOrder>): Pick<Asked, 'from' | 'until'> {
  const now = Date.now();
  return { from: from ?? new Date(now - HOUR_MS), until: until ?? new Date(now + HOUR_MS) };
}

function toCertificate(
  { issuer, subject, publicKey, extensions, from, until }: Asked,
  key: KeyObject,
): string {
  const algorithm = der(0x30, ED25519);
  const told = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    named(issuer),
    der(0x30, instant(from), instant(until)),
    named(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, ...extensions)),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign(null, told, key)]);
  const whole = der(0x30, told, algorithm, der(0x03, signature)).toString('base64');
  const lines = whole.match(/.{1,64}/gu) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function named(name: string): Buffer {
  return der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, Buffer.from(name)))));
}

/** GeneralizedTime, to the second. */
function instant(at: Date): Buffer {
  return der(0x18, Buffer.from(`${at.toISOString().replaceAll(/[-:T]|\.\d+Z/gu, '')}Z`));
}

function extension(id: Buffer, value: Buffer, isCritical = false): Buffer {
  return der(0x30, id, ...(isCritical ? [TRUE] : []), der(0x04, value));
}

/** A DER value: tag, length, content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const long = Buffer.from([length >> 8, length & 0xff]);
  const size = length < 0x80 ? Buffer.from([length]) : Buffer.concat([Buffer.from([0x82]), long]);
  return Buffer.concat([Buffer.from([tag]), size, content]);
}
