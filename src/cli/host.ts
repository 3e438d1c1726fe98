export { standardHost as openHost } from '../standard-host.ts';
