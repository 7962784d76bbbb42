export type { MailLinks, RenderedMail } from './render-mail.js';
export { renderMail } from './render-mail.js';
export { oneLine } from './one-line.js';
export { questionPage } from './html-page.js';
