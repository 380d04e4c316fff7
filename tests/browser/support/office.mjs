// The office's and the reviewers' part of the journey: completeness check and qualification review.
import { linkTo, send } from './forms.mjs';
import { day } from './made-up.mjs';

/** Marks every requirement; the first one as missing where `missing` says so, and decides. */
export async function check(who, id, missing) {
  const path = `/desk/cases/${id}/check`;
  await who.page.goto(path);
  const names = await who.page.locator(`form[action$="${path}"] input[type=radio]`)
    .evaluateAll((all) => [...new Set(all.map((e) => e.name))]);
  const fields = Object.fromEntries(names.map((name) => [name, 'fine']));
  if (missing) {
    fields[names[0]] = 'missing';
    fields[names[0].replace('mark-', 'why-')] = '请补充说明。';
    fields.answer_by = day(10);
  }
  await send(who, path, fields, ['go', missing ? 'return' : 'accept']);
}

/** Opens the review with the reviewers whom the portal proposes. */
export async function openReview(who, id) {
  await who.page.goto(`/desk/cases/${id}/review`);
  await send(who, `/desk/cases/${id}/review/open`, { due: day(7) });
}

/** The reviewer declares no conflict, answers every criterion and proposes a visit. */
export async function review(who, id) {
  await who.page.goto(`/desk/cases/${id}/review/mine`);
  await send(who, `/desk/cases/${id}/review/declare`, { conflict: 'none' });
  await who.page.goto(`/desk/cases/${id}/review/mine`);
  const action = `/desk/cases/${id}/review/answers`;
  const asked = await who.page.locator(`form[action$="${action}"] [name^="a-"]`)
    .evaluateAll((all) => all.map((e) => [e.name, e.type, e.value]));
  const fields = {};
  for (const [name, type, value] of asked) {
    if (!(name in fields)) fields[name] = type === 'radio' ? value : '符合要求，材料齐全。';
  }
  await send(who, action, { ...fields, proposal: 'visit', opinion: '建议实地考察后提交表决。' }, ['do', 'submit']);
}

/** The office concludes what the reviewers proposed. */
export async function conclude(who, id, proposal = 'visit') {
  await who.page.goto(`/desk/cases/${id}/review`);
  await send(who, `/desk/cases/${id}/review/conclude`, { proposal, opinion: '同意审查意见。' });
}

/** Finds the case in the office's list by the company's name and gives its id. */
export async function findCase(who, company) {
  await who.page.goto(`/desk/cases?q=${encodeURIComponent(company)}`);
  return (await linkTo(who.page, /^\/desk\/cases\/[0-9a-f-]{36}$/)).split('/').at(-1);
}
