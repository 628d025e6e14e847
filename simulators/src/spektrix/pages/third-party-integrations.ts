import { escapeHtml } from '../../pages/page-frame.ts';
import type { Consent } from '../consents.ts';

/** The words beside the toggle, as the guide has them with the names of this installation. */
const TOGGLE_LABEL = 'Allow Illuminate to access my data on behalf of the Arts Council';

interface IntegrationsView {
  readonly action: string;
  readonly consent: Consent;
  /** Shown straight after the toggle was used. */
  readonly changed: boolean;
}

/**
 * The main part of the last page: grey when off, green when on, a real button in a real form, so that it works by mouse,
 * by Enter and by Space, with and without scripts.
 */
export function renderIntegrations({ action, consent, changed }: IntegrationsView): string {
  const { allowed, since } = consent;
  const notice = allowed
    ? 'Saved. Illuminate may now access your data.'
    : 'Saved. Illuminate may no longer access your data.';
  const sinceText = since === null ? '' : ` since ${new Date(since).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `<h1>Third Party Integrations</h1>
<p class="lead">Organisations that may read data from your system. A permission takes effect at once and can be removed at any time.</p>
${changed ? `<p class="notice${allowed ? '' : ' off'}" role="status">${notice}</p>` : ''}
<div class="setting"><form method="post" action="${action}">
<input type="hidden" name="allowed" value="${allowed ? 'false' : 'true'}">
<button type="submit" role="switch" id="illuminate" aria-checked="${allowed}" aria-labelledby="illuminate-label" aria-describedby="illuminate-help"${changed ? ' autofocus' : ''}>
<span class="track" aria-hidden="true"></span><span class="word" aria-hidden="true">${allowed ? 'On' : 'Off'}</span></button>
<label class="label" id="illuminate-label" for="illuminate">${escapeHtml(TOGGLE_LABEL)}</label></form>
<p id="illuminate-help">${allowed ? `Allowed${sinceText}.` : 'Not allowed.'} Ticket sales and the customers they belong to are read. Use the toggle to change this.</p></div>`;
}
