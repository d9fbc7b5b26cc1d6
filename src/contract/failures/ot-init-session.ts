/** Ways in which `OT.initSession` goes wrong. The shape of a row: `FailureRow`. */
export const otInitSessionFailures = [
  {
    operation: 'OT.initSession',
    slug: 'options-null',
    sdk: { name: 'TypeError', code: null, class: 'TypeError', source: ['observed:initSession/options-null'] },
    known: 'observed',
    channels: ['thrown'],
    cause: 'natural',
    point: 'client:arguments',
  },
  {
    operation: 'OT.initSession',
    slug: 'invalid-ice-config',
    documented: { name: null, code: 1011, source: ['guide:*#1011', 'reference:*#1011'] },
    sdk: {
      name: 'OT_INVALID_PARAMETER',
      code: null,
      source: [
        'observed:initSession/iceConfig-bad-includeServers',
        'observed:initSession/iceConfig-bad-transportPolicy',
        'observed:initSession/iceConfig-missing-customServers',
        'observed:initSession/iceConfig-relay-custom-empty',
        'observed:initSession/iceConfig-url-instead-of-urls',
      ],
    },
    known: 'observed',
    channels: ['thrown'],
    cause: 'natural',
    point: 'client:arguments',
  },
] as const
