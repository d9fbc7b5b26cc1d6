export declare function bundleScript(): Promise<string>
export declare function bundleScenarioScript(): Promise<string>
export declare function bundleEntrance(path: string): Promise<string>
