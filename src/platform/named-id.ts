import { v5 } from 'uuid';

/**
 * The UUID (version 5) of a name within a namespace: the same name, the same id, for ever. Handed over as bytes, for
 * the library's own way from text to bytes takes longer than its hash.
 */
export function namedId(name: string, namespace: string): string {
  return v5(Buffer.from(name), bytesOf(namespace));
}

function bytesOf(uuid: string): Uint8Array {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}
