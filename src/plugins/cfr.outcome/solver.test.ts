import { samplerTests } from '../../runtime/sampling/fixture.ts';
import plugin from './index.ts';

samplerTests(plugin, 0.1);
