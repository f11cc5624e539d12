/** What libraries take for granted and phones with older browsers lack; our own code keeps to ES2019. */
Object.hasOwn ??= (object: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(object, key);

declare global {
  interface ObjectConstructor {
    hasOwn: (object: object, key: PropertyKey) => boolean;
  }
}

export {};
