import { grownFolder } from './bench-folder.js';
const [, , folder, facts] = process.argv;
const t = Date.now();
grownFolder(folder ?? '', { facts: Number(facts), households: 20000, seed: 1 }, console.log).then(() => console.log('took', Date.now() - t));
