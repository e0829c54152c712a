// Entry of the Electron shell.
import { startElectronShell } from './electron/start';

startElectronShell();
