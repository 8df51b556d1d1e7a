import type { TableCellProps, TableElementProps, TableHeaderProps, TableProps } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { CSSProperties } from 'react';
import { Icon } from './icons.tsx';
import { pageWindow } from './page-window.ts';
import { classes, mark } from './shared.ts';

const widths = { min: '1px', max: '100%', auto: 'auto' } as const;

function cellStyle(props: Pick<TableCellProps, 'align' | 'width'>): CSSProperties {
  const width = typeof props.width === 'string' ? widths[props.width] : props.width;
  const minWidth = typeof props.width === 'number' ? props.width : undefined;
  const whiteSpace = props.width === 'min' ? 'nowrap' : undefined;
  return { textAlign: props.align, width, minWidth, whiteSpace };
}

export function Table(props: TableProps) {
  return (
    <div {...mark('Table', props)} className={classes('hs-table-frame', props.flush && 'is-flush')}>
      <div className="hs-table-scroll">
        <table
          className={classes(
            'hs-table',
            props.bordered !== false && 'is-bordered',
            `is-${props.density ?? 'default'}`,
          )}
        >
          {props.children}
        </table>
      </div>
      {props.paginated ? (
        <Pagination
          pageCount={props.pageCount}
          page={props.page}
          onPageChange={props.onPageChange}
          showFirstLast={Boolean(props.showFirstLastButtons)}
          showLabels={props.showButtonLabels !== false}
          maxButtons={props.maxVisiblePageButtons ?? 5}
        />
      ) : null}
    </div>
  );
}

interface PaginationProps {
  pageCount: number;
  page: number | undefined;
  onPageChange: (page: number) => void;
  showFirstLast: boolean;
  showLabels: boolean;
  maxButtons: number;
}

function Pagination(props: PaginationProps) {
  const [ownPage, setOwnPage] = useState(1);
  const page = props.page ?? ownPage;
  const go = (to: number) => {
    setOwnPage(to);
    props.onPageChange(to);
  };
  const step = (label: string, to: number, sign: string) => (
    <button
      type="button"
      className="hs-page-step"
      aria-label={props.showLabels ? undefined : label}
      disabled={to < 1 || to > props.pageCount || to === page}
      onClick={() => go(to)}
    >
      {props.showLabels ? label : sign}
    </button>
  );
  return (
    <nav className="hs-pagination" aria-label="Pagination">
      {props.showFirstLast ? step('First', 1, '«') : null}
      {step('Prev', page - 1, '‹')}
      {pageWindow(page, props.pageCount, props.maxButtons).map((number) => (
        <button
          key={number}
          type="button"
          className="hs-page"
          aria-current={number === page ? 'page' : undefined}
          onClick={() => go(number)}
        >
          {number}
        </button>
      ))}
      {step('Next', page + 1, '›')}
      {props.showFirstLast ? step('Last', props.pageCount, '»') : null}
    </nav>
  );
}

export const TableHead = (props: TableElementProps) => (
  <thead {...mark('TableHead', props)}>{props.children}</thead>
);
export const TableBody = (props: TableElementProps) => (
  <tbody {...mark('TableBody', props)}>{props.children}</tbody>
);
export const TableFooter = (props: TableElementProps) => (
  <tfoot {...mark('TableFooter', props)}>{props.children}</tfoot>
);
export const TableRow = (props: TableElementProps) => <tr {...mark('TableRow', props)}>{props.children}</tr>;

export function TableCell(props: TableCellProps) {
  return (
    <td {...mark('TableCell', props)} colSpan={props.colSpan} style={cellStyle(props)}>
      {props.children}
    </td>
  );
}

export function TableHeader(props: TableHeaderProps) {
  const direction = props.sortDirection ?? 'never';
  const sortable = direction !== 'never' && 'onSortChange' in props;
  return (
    <th
      {...mark('TableHeader', props)}
      scope="col"
      style={cellStyle(props)}
      aria-sort={direction === 'never' ? undefined : direction}
    >
      {sortable ? (
        <button
          type="button"
          className="hs-sort"
          disabled={Boolean(props.disabled)}
          onClick={() => props.onSortChange(direction === 'ascending' ? 'descending' : 'ascending')}
        >
          {props.children}
          <Icon name={direction === 'ascending' ? 'upCarat' : 'downCarat'} size="sm" />
        </button>
      ) : (
        props.children
      )}
    </th>
  );
}
