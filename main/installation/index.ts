/** How a machine was set up, as files beside its data: what they may hold, older forms, the copy of the last good one, provisioning from one file. */
export * from './installation';
export * from './profile-folder';
export * from './site-file';
export * from './stored-file';
