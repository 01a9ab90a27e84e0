declare module '*/style.css' {
  /** The embed's style sheet as text, made small by the build. */
  export const css: string;
}
