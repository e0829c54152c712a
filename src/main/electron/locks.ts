// What no page may do, whatever got into it: no permission, no other address, no window, no network.
import { app, session } from 'electron';
import { mayNavigate, mayRequest } from './origin';

/** Nothing listens on the port of `discard`; the rules for names do not hold for addresses given in numbers. */
const deadProxy = 'http://127.0.0.1:9';

/** Must be called before Electron is ready: every page sandboxed, no name resolved, and for numbers a proxy that is not there. */
export function lockProcess(): void {
  app.enableSandbox();
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('proxy-server', deadProxy);
  app.commandLine.appendSwitch('proxy-bypass-list', '<-loopback>');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
}

/** Refuses permissions, devices, downloads and requests beyond the app. Call once Electron is ready. */
export function lockSession(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, callback) => {
    callback(false);
  });
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  // Its dictionaries would come from the network.
  defaultSession.setSpellCheckerEnabled(false);
  defaultSession.webRequest.onBeforeRequest(({ url }, callback) => {
    callback({ cancel: !mayRequest(url) });
  });
  defaultSession.on('will-download', (event) => {
    event.preventDefault();
  });
}

/** Keeps every page, present and future, where it is. */
export function lockPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!mayNavigate(event.url)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || !mayNavigate(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}
