import { makeApp } from './synthesize.ts';

makeApp(['dev', 'prod']).synth();
