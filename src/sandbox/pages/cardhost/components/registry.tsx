import { createController } from '@remote-ui/react/host';
import type { ComponentMapping, Controller } from '@remote-ui/react/host';
import type { ComponentType, ReactNode } from 'react';
import * as appPages from './app-pages.tsx';
import { Button, ButtonRow, LoadingButton } from './buttons.tsx';
import { BarChart, LineChart, ScoreCircle } from './charts.tsx';
import { MultiSelect, Select } from './choice-fields.tsx';
import { CrmActionButton, CrmActionLink } from './crm-actions.tsx';
import * as data from './data.tsx';
import { DateInput, TimeInput } from './date-fields.tsx';
import { Modal, ModalBody, ModalFooter, Panel, PanelBody, PanelFooter, PanelSection } from './dialogs.tsx';
import { Dropdown, DropdownButtonItem } from './dropdown.tsx';
import * as feedback from './feedback.tsx';
import { Form } from './form.tsx';
import { Icon } from './icons.tsx';
import { Illustration } from './illustrations.tsx';
import * as layout from './layout.tsx';
import { CurrencyInput, NumberInput, StepperInput } from './number-fields.tsx';
import * as table from './table.tsx';
import { Tab, Tabs } from './tabs.tsx';
import { Input, SearchInput, TextArea } from './text-fields.tsx';
import * as text from './text.tsx';
import { Checkbox, RadioButton, Toggle, ToggleGroup } from './toggles.tsx';
import { Tooltip } from './tooltip.tsx';

/** Every standard component of @hubspot/ui-extensions, by its name on the wire. */
export const components: ComponentMapping = {
  ...appPages,
  ...data,
  ...feedback,
  ...layout,
  ...table,
  ...text,
  BarChart,
  Button,
  ButtonRow,
  Checkbox,
  CrmActionButton,
  CrmActionLink,
  CurrencyInput,
  DateInput,
  Dropdown,
  DropdownButtonItem,
  Form,
  Icon,
  Illustration,
  Input,
  LineChart,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  MultiSelect,
  NumberInput,
  Panel,
  PanelBody,
  PanelFooter,
  PanelSection,
  RadioButton,
  ScoreCircle,
  SearchInput,
  Select,
  StepperInput,
  Tab,
  Tabs,
  TextArea,
  Textarea: TextArea,
  TimeInput,
  Toggle,
  ToggleGroup,
  Tooltip,
};

const placeholders = new Map<string, ComponentType<{ children?: ReactNode }>>();

/** Shows that a card uses something the stand-in cannot draw, instead of breaking the card. */
function placeholderFor(type: string): ComponentType<{ children?: ReactNode }> {
  let placeholder = placeholders.get(type);
  if (!placeholder) {
    placeholder = ({ children }) => (
      <div className="hs-unknown" data-hs={type}>
        <small>{`<${type}> is drawn only by HubSpot`}</small>
        {children}
      </div>
    );
    placeholders.set(type, placeholder);
  }
  return placeholder;
}

const known = createController(components);

/** Maps the names a card's worker sends to components of this page. */
export const controller: Controller = {
  ...known,
  get: (type) => (type in components ? known.get(type) : placeholderFor(type)),
};
