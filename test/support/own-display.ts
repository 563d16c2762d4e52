import { displays } from './displays';

// Workers are numbered from 1 on, and a number is free again only when its file has ended.
const own = displays[Number(process.env['VITEST_POOL_ID']) - 1];
if (own) process.env['DISPLAY'] = own;
