/** Loaded before a command: a machine for which no engine is packaged. */
Object.defineProperty(process, 'arch', { value: 'strange' });
