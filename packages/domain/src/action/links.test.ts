import { describe, expect, test } from 'vitest';
import { fold } from '../fold.js';
import { given, ids, planText, recordedAt, sample, sampleData, sampleId } from '../testing/index.js';
import { action } from './action.js';
import type { Linked } from './links.js';

const reason = planText('It was the wrong action.');
const added = sample('ActionAdded');
const linked = sample('ActionLinked');
const unlinked = sample('ActionUnlinked');
const link = { type: 'LinkAction', ...sampleData.ActionLinked } as const;
const unlink = { type: 'UnlinkAction', ...sampleData.ActionUnlinked } as const;
const again = { ...link, linkId: sampleId(99) };

const other = (...links: readonly { kind: 'see-also' | 'duplicate-of' | 'depends-on'; to: string }[]) => ({
  related: {
    other: {
      added: sampleData.ActionAdded,
      links: new Map(links.map((each, index) => [sampleId(200 + index), each])),
    } satisfies Linked,
  },
});

describe('LinkAction', () => {
  test('records the relation', () => {
    given(action, added).when(link, other()).then(linked);
    const state = fold(action, [recordedAt(1, added), recordedAt(2, linked)]);
    expect([...state.links]).toEqual([[ids.actionLink, { kind: 'duplicate-of', to: ids.otherAction }]]);
  });

  test('is refused for an action that is not there', () => {
    given(action, added).when(link).thenRefused('action-not-found', 'to');
  });

  test('is refused to the action itself', () => {
    given(action, added)
      .when({ ...link, to: ids.action }, other())
      .thenRefused('link-to-itself', 'to');
  });

  test('is refused twice, and from the other end where that says the same', () => {
    given(action, added, linked).when(again, other()).thenRefused('actions-already-linked', 'to');
    const back = { kind: 'see-also', to: ids.action } as const;
    given(action, added)
      .when({ ...link, kind: 'see-also' }, other(back))
      .thenRefused('actions-already-linked', 'to');
    given(action, added)
      .when({ ...link, kind: 'depends-on' }, other(back))
      .then(sample('ActionLinked', { kind: 'depends-on' }));
  });

  test('is refused to a duplicate, so that duplicates never go round in a circle', () => {
    given(action, added)
      .when(link, other({ kind: 'duplicate-of', to: ids.action }))
      .thenRefused('link-circular', 'to');
    given(action, added)
      .when(link, other({ kind: 'duplicate-of', to: sampleId(98) }))
      .thenRefused('link-circular', 'to');
    given(action, added)
      .when(link, other({ kind: 'depends-on', to: ids.action }))
      .then(linked);
  });

  test('stays quiet when repeated', () => {
    given(action, added, linked).when(link, other()).thenNothing();
  });
});

describe('UnlinkAction', () => {
  test('records that the relation does not hold, and it may be made again', () => {
    given(action, added, linked).when(unlink).then(unlinked);
    const { type: _, ...data } = again;
    given(action, added, linked, unlinked).when(again, other()).then({ type: 'ActionLinked', data });
  });

  test('is refused for a link that does not stand', () => {
    given(action, added).when(unlink).thenRefused('action-link-not-found', 'linkId');
  });
});

describe('a correction', () => {
  test('of a link may not make it another, but may take it back', () => {
    const replacement = sample('ActionLinked', { kind: 'see-also' });
    given(action, added, linked)
      .when({ type: 'CorrectEvent', position: 2, replacement }, { reason, ...other() })
      .thenRefused('event-not-correctable', 'replacement');
    given(action, added, linked)
      .when({ type: 'RetractEvent', position: 2 }, { reason })
      .then({ ...linked, corrects: { position: 2, kind: 'retracted' } });
  });

  test('that brings a link back is held to the same rules as making it', () => {
    const retracted = { ...linked, corrects: { position: 2, kind: 'retracted' } } as const;
    given(action, added, linked, retracted)
      .when(
        { type: 'CorrectEvent', position: 2, replacement: linked },
        { reason, ...other({ kind: 'duplicate-of', to: ids.action }) },
      )
      .thenRefused('link-circular', 'to');
  });

  test('does not take back that a link was undone', () => {
    given(action, added, linked, unlinked)
      .when({ type: 'RetractEvent', position: 3 }, { reason })
      .thenRefused('event-not-correctable', 'position');
  });
});
