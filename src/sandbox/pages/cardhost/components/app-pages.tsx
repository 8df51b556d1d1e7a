import type {
  PageBreadcrumbsCurrentProps,
  PageBreadcrumbsPageLinkProps,
  PageBreadcrumbsProps,
  PageHeaderLinkProps,
  PageHeaderPageLinkProps,
  PageHeaderPrimaryActionProps,
  PageHeaderProps,
  PageHeaderSecondaryActionsProps,
  PageLinkProps,
  PageTitleProps,
} from '@hubspot/ui-extensions/pages';
import { Children, createContext, useContext } from 'react';
import type { MouseEvent } from 'react';
import { createPortal } from 'react-dom';
import { AppPagesContext, PageHeadContext } from '../app-pages.ts';
import { extensionEvent, useReactions } from '../overlays.ts';
import { classes, mark } from './shared.ts';

/** A plain anchor to an app page: it opens in a new tab as any link does, and without reloading otherwise. */
function PageAnchor(props: PageLinkProps & { name: string; className: string }) {
  const pages = useContext(AppPagesContext);
  const path = pages.path(props.to, props.params);
  const click = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    pages.go(path);
  };
  return (
    <a {...mark(props.name, props)} className={props.className} href={path} onClick={click}>
      {props.children}
    </a>
  );
}

export const PageLink = (props: PageLinkProps) => (
  <PageAnchor {...props} name="PageLink" className="hs-link" />
);

export function PageBreadcrumbs(props: PageBreadcrumbsProps) {
  const { crumbs } = useContext(PageHeadContext);
  if (!crumbs) return null;
  return createPortal(
    <nav {...mark('PageBreadcrumbs', props)} aria-label="Breadcrumbs">
      <ol className="hs-crumbs">
        {Children.map(props.children, (child) => (
          <li>{child}</li>
        ))}
      </ol>
    </nav>,
    crumbs,
  );
}

export const PageBreadcrumbsPageLink = (props: PageBreadcrumbsPageLinkProps) => (
  <PageAnchor {...props} name="PageBreadcrumbsPageLink" className="hs-link" />
);

export const PageBreadcrumbsCurrent = (props: PageBreadcrumbsCurrentProps) => (
  <span {...mark('PageBreadcrumbsCurrent', props)} aria-current="page">
    {props.children}
  </span>
);

export function PageTitle(props: PageTitleProps) {
  const { title } = useContext(PageHeadContext);
  return title ? createPortal(<h1 {...mark('PageTitle', props)}>{props.children}</h1>, title) : null;
}

/** Whether an action of the header is its primary one. */
const PrimaryContext = createContext(false);

export function PageHeader(props: PageHeaderProps) {
  const { actions } = useContext(PageHeadContext);
  if (!actions) return null;
  return createPortal(
    <div {...mark('PageHeader', props)} className="hs-page-actions">
      {props.children}
    </div>,
    actions,
  );
}

export const PageHeaderPrimaryAction = (props: PageHeaderPrimaryActionProps) => (
  <PrimaryContext.Provider value={true}>{props.children}</PrimaryContext.Provider>
);

export const PageHeaderSecondaryActions = (props: PageHeaderSecondaryActionsProps) => (
  <PrimaryContext.Provider value={false}>{props.children}</PrimaryContext.Provider>
);

const useActionLook = () =>
  classes('hs-button', useContext(PrimaryContext) ? 'is-primary' : 'is-secondary', 'is-sm');

export function PageHeaderLink(props: PageHeaderLinkProps) {
  const reactions = useReactions();
  const className = useActionLook();
  const click = (event: MouseEvent) => void props.onClick?.(extensionEvent(event), reactions);
  if (props.href && !props.disabled)
    return (
      <a
        {...mark('PageHeaderLink', props)}
        className={className}
        href={props.href}
        target="_blank"
        rel="noreferrer"
        onClick={click}
      >
        {props.children}
      </a>
    );
  return (
    <button
      {...mark('PageHeaderLink', props)}
      type="button"
      className={className}
      disabled={Boolean(props.disabled)}
      onClick={click}
    >
      {props.children}
    </button>
  );
}

export function PageHeaderPageLink(props: PageHeaderPageLinkProps) {
  return <PageAnchor {...props} name="PageHeaderPageLink" className={useActionLook()} />;
}
