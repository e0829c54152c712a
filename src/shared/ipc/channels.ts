// The two channels between Electron's main process and its windows.
export const requestChannel = 'diptych:request';
export const eventChannel = 'diptych:event';
