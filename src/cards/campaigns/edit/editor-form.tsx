import { Alert, Button, ErrorState, Flex, LoadingButton, StepIndicator, Text } from '@hubspot/ui-extensions';
import type { Problem } from '../../requests/answers.ts';
import { AssistantStep } from './assistant-step.tsx';
import { ChangesStep } from './changes-step.tsx';
import { lastStep, steps } from './draft.ts';
import { ListStep } from './list-step.tsx';
import { ReviewStep } from './review-step.tsx';
import { ScheduleStep } from './schedule-step.tsx';
import type { StepProps } from './step-props.ts';
import { useEditor } from './use-editor.ts';
import type { Editing, Editor } from './use-editor.ts';

interface Props extends Editing {
  onReload: () => void;
}

/** The four steps of a campaign. */
export function EditorForm({ onReload, ...editing }: Props) {
  const editor = useEditor(editing);
  const { step, choices, place, tools } = editing;
  const { saved, saving, wrongStep } = editor;
  if (!tools.isAdmin) return <MayNot />;
  const stepProps: StepProps = {
    draft: editor.draft,
    change: editor.change,
    choices,
    campaignId: saved?.id ?? null,
    isStarted: !editor.isDraft,
    problems: editor.problems,
    tools,
  };
  // what is not right yet would be refused later
  const mayGo = (to: number) => to < step || (saved !== null && (wrongStep === null || to <= wrongStep));
  return (
    <Flex direction="column" gap="md">
      <StepIndicator
        stepNames={[...steps]}
        currentStep={step - 1}
        testId="steps"
        onClick={(index) => (mayGo(index + 1) ? void editor.goTo(index + 1) : undefined)}
      />
      {saving.refusal === null ? null : (
        <Refused problem={saving.refusal} onReload={saved === null ? null : onReload} />
      )}
      {step === 1 ? <ListStep {...stepProps} /> : null}
      {step === 2 ? <AssistantStep {...stepProps} /> : null}
      {step === 3 ? <ScheduleStep {...stepProps} /> : null}
      {step < lastStep ? (
        <Footer editor={editor} step={step} onCancel={() => place.go(saved ? { campaign: saved.id } : {})} />
      ) : (
        <LastStep editor={editor} choices={choices} place={place} tools={tools} />
      )}
    </Flex>
  );
}

function MayNot() {
  return (
    <ErrorState type="lock" title="You may not change campaigns" testId="forbidden">
      <Text>Whoever may change integrations in HubSpot can.</Text>
    </ErrorState>
  );
}

/** What is entered stays in the form. */
function Refused({ problem, onReload }: { problem: Problem; onReload: (() => void) | null }) {
  const changedMeanwhile = problem.kind === 'conflict';
  return (
    <Alert
      variant={changedMeanwhile ? 'warning' : 'danger'}
      title={changedMeanwhile ? 'Somebody changed it meanwhile' : 'It is not saved'}
      testId="save-refused"
    >
      <Flex direction="column" gap="xs" align="start">
        <Text>{problem.message}</Text>
        {onReload === null || !changedMeanwhile ? null : (
          <>
            <Text variant="microcopy">
              Loaded again, the form shows their changes, with what you changed on top of them.
            </Text>
            <Button size="sm" testId="reload-campaign" onClick={onReload}>
              Load it again
            </Button>
          </>
        )}
      </Flex>
    </Alert>
  );
}

function Footer({ editor, step, onCancel }: { editor: Editor; step: number; onCancel: () => void }) {
  const { isDraft, draft, isChanged, saving } = editor;
  const goesOn = step + 1 < lastStep ? 'Next' : isDraft ? 'Review' : 'Review the changes';
  return (
    <Flex direction="row" gap="sm" wrap>
      <LoadingButton
        variant="primary"
        testId="next-step"
        loading={saving.running}
        onClick={() => void editor.next()}
      >
        {isDraft && isChanged ? `Save and go on: ${goesOn}` : goesOn}
      </LoadingButton>
      {step > 1 ? (
        <Button testId="previous-step" onClick={() => void editor.goTo(step - 1)}>
          Back
        </Button>
      ) : null}
      {isDraft && draft.name.trim() !== '' ? (
        <Button testId="save-for-later" onClick={() => void editor.leave()}>
          Save for later
        </Button>
      ) : (
        <Button
          testId="cancel-campaign"
          onClick={() => {
            editor.forget();
            onCancel();
          }}
        >
          {isChanged ? 'Discard' : 'Cancel'}
        </Button>
      )}
    </Flex>
  );
}

interface LastProps extends Pick<Editing, 'choices' | 'place' | 'tools'> {
  editor: Editor;
}

/** Of a draft the dry run, of a campaign under way what an edit would touch. */
function LastStep({ editor, choices, place, tools }: LastProps) {
  const { saved, wrongStep, isDraft, isChanged, saving } = editor;
  if (saved === null || wrongStep !== null)
    return (
      <Alert variant="warning" title="Something is missing yet" testId="step-missing">
        <Button size="sm" testId="to-missing" onClick={() => void editor.goTo(wrongStep ?? 1)}>
          {`Go to ${steps[(wrongStep ?? 1) - 1] ?? ''}`}
        </Button>
      </Alert>
    );
  if (isDraft && isChanged)
    return (
      <Flex direction="row">
        <LoadingButton
          variant="primary"
          testId="save-first"
          loading={saving.running}
          onClick={() => void editor.goTo(lastStep)}
        >
          Save and review
        </LoadingButton>
      </Flex>
    );
  const open = () => place.go({ campaign: saved.id });
  if (isDraft) return <ReviewStep key={saved.version} campaign={saved} tools={tools} onStarted={open} />;
  return <ChangesStep editor={editor} saved={saved} choices={choices} tools={tools} onOver={open} />;
}
