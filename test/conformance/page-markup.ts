/** The page of every recording: what its body holds. */
export const markup = '<div id="host"><div id="target"></div></div><div id="sub-host"><div id="sub-target"></div></div>'
