import { contextBridge, ipcRenderer } from 'electron';
import { BRIDGE_KEY, type Bridge, CALL_CHANNEL, EVENT_CHANNEL } from '../../shared/contract/bridge';

/** All that a window can reach: one channel to call, one to listen on. Both ends check every message by the contract. */
const bridge: Bridge = {
  call: (name, request) => ipcRenderer.invoke(CALL_CHANNEL, name, request),
  listen: (listener) => {
    const hear = (_event: unknown, message: Parameters<typeof listener>[0]) => listener(message);
    ipcRenderer.on(EVENT_CHANNEL, hear);
    return () => void ipcRenderer.off(EVENT_CHANNEL, hear);
  },
};

contextBridge.exposeInMainWorld(BRIDGE_KEY, bridge);
