export declare function bundleScript(): Promise<string>
export declare function bundleScenarioScript(): Promise<string>
export declare function bundleEntrance(path: string): Promise<string>
export declare function bundlePanelScript(): Promise<string>
export declare function bundleTextsScript(): Promise<string>
export declare function bundleDemo(folder: string): Promise<void>
export declare function callScenarios(): string
export declare function bundleOffline(): Promise<Readonly<Record<string, string>>>
