import { lazy } from 'react';

// What a start does not show is read when it is shown for the first time: ready to scan comes first.

export const DayPage = lazy(async () => ({ default: (await import('../day')).DayPage }));
export const Guests = lazy(async () => ({ default: (await import('../front-desk/guests')).Guests }));
export const Journal = lazy(async () => ({ default: (await import('../journal')).Journal }));
export const SetUp = lazy(async () => ({ default: (await import('../setup')).SetUp }));

export const FirstStart = lazy(async () => ({
  default: (await import('../first-start/first-start')).FirstStart,
}));

export const CheckIn = lazy(async () => ({ default: (await import('../front-desk/check-in')).CheckIn }));
export const RecordedScreen = lazy(async () => ({
  default: (await import('../front-desk/recorded')).RecordedScreen,
}));
export const CustomerForm = lazy(async () => ({
  default: (await import('../teller/customer-form')).CustomerForm,
}));
export const CustomerRecorded = lazy(async () => ({
  default: (await import('../teller/customer-recorded')).CustomerRecorded,
}));

export const RegistrationPage = lazy(async () => ({
  default: (await import('../front-desk/registration-page')).RegistrationPage,
}));
export const ReceiptPaper = lazy(async () => ({
  default: (await import('../teller/receipt-paper')).ReceiptPaper,
}));
export const SampleSheet = lazy(async () => ({ default: (await import('./sample-sheet')).SampleSheet }));
