/** How the controls over a picture behave. `auto`: shown while the pointer is over the picture. */
export interface WidgetStyle {
  audioLevelDisplayMode: 'auto' | 'on' | 'off'
  /** An image behind a picture that shows no video. */
  backgroundImageURI: string
  buttonDisplayMode: 'auto' | 'on' | 'off'
  nameDisplayMode: 'auto' | 'on' | 'off'
  videoDisabledDisplayMode: 'auto' | 'on' | 'off'
}

export interface PublisherStyle extends WidgetStyle {
  archiveStatusDisplayMode: 'auto' | 'off'
}

export interface SubscriberStyle extends WidgetStyle {
  audioBlockedDisplayMode: 'auto' | 'on' | 'off'
}
