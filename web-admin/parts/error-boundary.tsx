import { Component, type ReactNode } from 'react';

/** Shows something else where drawing a part has failed: never a blank page. */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode; readonly instead: ReactNode },
  { readonly hasFailed: boolean }
> {
  override readonly state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.instead : this.props.children;
  }
}
