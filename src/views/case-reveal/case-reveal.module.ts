import { Module } from '@nestjs/common';
import { CaseRevealController } from './case-reveal.controller.js';

@Module({ controllers: [CaseRevealController] })
export class CaseRevealModule {}
