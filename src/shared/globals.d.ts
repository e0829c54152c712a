// What every runtime we ship to has (Node, Chromium, Electron) but ES2023's own library does not declare.
declare function btoa(data: string): string;
declare function atob(data: string): string;
declare class URL {
  static canParse(text: string): boolean;
  constructor(text: string);
  readonly href: string;
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
}
