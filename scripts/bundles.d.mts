export declare function bundleScript(): Promise<string>
