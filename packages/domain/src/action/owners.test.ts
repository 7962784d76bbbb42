import { describe, expect, test } from 'vitest';
import { fold } from '../fold.js';
import {
  given,
  ids,
  ownedBy,
  ownerNamed,
  planText,
  recordedAt,
  sample,
  sampleData,
  sampleId,
} from '../testing/index.js';
import { action } from './action.js';

const reason = planText('She is on leave.');
const added = { ...sample('ActionAdded'), effectiveAt: '2026-07-01' };
const named = { planId: ids.plan, actionId: ids.action };

describe('ReassignOwner', () => {
  const passed = sample('ActionOwnerReassigned');
  const reassign = { type: 'ReassignOwner', ...passed.data } as const;

  test('records the new owners', () => {
    given(action, added).when(reassign, { reason }).then(passed);
  });

  test('is refused without a reason', () => {
    given(action, added).when(reassign).thenRefused('reason-required', 'reason');
  });

  test('records the return to an earlier owner', () => {
    const back = { ...named, owners: ownedBy('Ann Example') };
    given(action, added, passed)
      .when({ type: 'ReassignOwner', ...back }, { reason })
      .then({ type: 'ActionOwnerReassigned', data: back });
  });

  test('records a change for an earlier day on which it did not hold', () => {
    given(action, added, passed).when(reassign, { reason, effectiveAt: '2026-07-10' }).then(passed);
  });

  test('stays quiet when the owners are those already', () => {
    given(action, added, passed).when(reassign, { reason }).thenNothing();
  });
});

describe('BeginCover', () => {
  const begun = sample('ActionCoverBegun');
  const begin = { type: 'BeginCover', ...sampleData.ActionCoverBegun } as const;
  const other = { ...begin, coverId: sampleId(99) };

  test('records who stands in for whom, and the action stays the owner’s', () => {
    given(action, added).when(begin).then(begun);
    const state = fold(action, [recordedAt(1, added), recordedAt(2, begun)]);
    expect(state.owners).toEqual(sampleData.ActionAdded.owners);
    expect([...state.covers.keys()]).toEqual([ids.cover]);
  });

  test('is refused for somebody who has no part in the action', () => {
    given(action, added)
      .when({ ...begin, covers: ownerNamed('Ben Example', ids.ben) })
      .thenRefused('owner-not-found', 'covers');
  });

  test('is refused when its last day comes before its first', () => {
    given(action, added)
      .when({ ...begin, until: '2026-07-19' })
      .thenRefused('dates-reversed', 'until');
  });

  test('is refused while somebody stands in, and may follow', () => {
    given(action, added, begun).when(other).thenRefused('cover-stands', 'covers');
    given(action, added, begun)
      .when({ ...other, from: '2026-08-31', until: null })
      .thenRefused('cover-stands', 'covers');
    const { type: _, ...data } = { ...other, from: '2026-09-01', until: null };
    given(action, added, begun)
      .when({ type: 'BeginCover', ...data })
      .then({ type: 'ActionCoverBegun', data });
  });

  test('stays quiet when repeated', () => {
    given(action, added, begun).when(begin).thenNothing();
  });
});

describe('EndCover', () => {
  const begun = sample('ActionCoverBegun');
  const ended = sample('ActionCoverEnded');
  const end = { type: 'EndCover', ...sampleData.ActionCoverEnded } as const;

  test('records the end', () => {
    given(action, added, begun).when(end, { effectiveAt: '2026-07-25' }).then(ended);
    const state = fold(action, [recordedAt(1, added), recordedAt(2, begun), recordedAt(3, ended)]);
    expect(state.covers.size).toBe(0);
  });

  test('is refused when no such cover stands, or did not yet', () => {
    given(action, added).when(end).thenRefused('cover-not-found', 'coverId');
    given(action, added, begun)
      .when(end, { effectiveAt: '2026-07-10' })
      .thenRefused('cover-not-found', 'coverId');
  });
});
