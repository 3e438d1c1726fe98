export { RecordedModels } from './recorded-models.ts';
