import {
  AutoGrid,
  BarChart,
  Flex,
  Heading,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { stateWords } from '../../wording/lead-states.ts';
import type { OverviewView } from '../contract.ts';
import { paramsOf } from '../place.ts';
import { counted, number } from '../../wording/numbers.ts';

/** How many leads are where in their conversation: the picture, and the numbers that open their lists. */
export function LeadsByState({ view, locale }: { view: OverviewView; locale: string | undefined }) {
  const { states, leads } = view;
  return (
    <Tile testId="leads-by-state">
      <Flex direction="column" gap="md">
        <Flex direction="row" gap="sm" align="baseline" justify="between" wrap>
          <Heading>Leads by state</Heading>
          <PageLink to="/leads" testId="all-leads">
            {`Show all ${counted(leads, 'lead', 'leads', locale)}`}
          </PageLink>
        </Flex>
        {states.length === 0 ? (
          <Text>No lead is yours to see yet.</Text>
        ) : (
          <AutoGrid columnWidth={300} flexible gap="md">
            <BarChart
              testId="by-state"
              data={states.map(({ label, count }) => ({ state: label, leads: count }))}
              axes={{
                x: { field: 'state', fieldType: 'category', label: 'State' },
                y: { field: 'leads', fieldType: 'linear', label: 'Leads' },
              }}
              options={{ showDataLabels: true, showLegend: false, colorList: ['darkAqua'] }}
            />
            <States states={states} locale={locale} />
          </AutoGrid>
        )}
      </Flex>
    </Tile>
  );
}

function States({ states, locale }: { states: OverviewView['states']; locale: string | undefined }) {
  return (
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>State</TableHeader>
          <TableHeader align="right">Leads</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {states.map(({ state, label, count, leads }) => (
          <TableRow key={state}>
            <TableCell>
              <StatusTag variant={stateWords[state].tone}>{label}</StatusTag>
            </TableCell>
            <TableCell align="right">
              <PageLink to="/leads" params={{ ...paramsOf(leads) }} testId={`state-${state}`}>
                {number(count, locale)}
              </PageLink>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
